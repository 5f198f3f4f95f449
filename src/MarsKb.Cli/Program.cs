using MarsKb.Cli;
using MarsKb.Cli.Output;

return CommandLine.Run(args, Terminal.OfProcess());
