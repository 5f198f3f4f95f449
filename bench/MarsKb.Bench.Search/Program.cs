using BenchmarkDotNet.Running;
using MarsKb.Bench.Search;

switch (args)
{
    case ["worker"]:
        Worker.Run(Console.In, Console.Out);
        return 0;
    case ["relevance", var corpus, var queries]:
        Relevance.Print(corpus, queries, Console.Out);
        return 0;
    case ["answers", var corpus, var queries]:
        Answers.Print(corpus, queries, Console.Out);
        return 0;
    case ["cost", var corpus, var queries, .. var folder]:
        Cost.Print(corpus, queries, folder.FirstOrDefault(), Console.Out);
        return 0;
    case ["questions", var content, var file]:
        Questions.Print(content, file, Console.Out);
        return 0;
    case ["loading", var content, .. var rounds]:
        Loading.Print(content, rounds is [var count] ? int.Parse(count) : 3, Console.Out);
        return 0;
    case ["load-once", var content, var folder]:
        Loading.Once(content, folder, Console.Out);
        return 0;
    case ["micro", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(SearchBenchmarks).Assembly).Run(rest);
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: MarsKb.Bench.Search worker                      answers the protocol of bench.py on standard input
                   MarsKb.Bench.Search relevance CORPUS.tsv QUERIES  hit@1, MRR@10 and sureness for each class of query
                   MarsKb.Bench.Search cost CORPUS.tsv QUERIES [FOLDER]  processor time of filing, opening, asking and changing
                   MarsKb.Bench.Search answers CORPUS.tsv QUERIES  every answer in full, to be compared with another build's
                   MarsKb.Bench.Search questions CONTENT FILE.jsonl  the same for questions about the content, with all misses
                   MarsKb.Bench.Search loading CONTENT [ROUNDS]      what a start costs with and without kept parses, in processor time
                   MarsKb.Bench.Search micro [--filter …]          BenchmarkDotNet; MARSKB_CORPUS names the folder of the corpora
            """);
        return 2;
}
