namespace MarsKb.Export;

/// <summary>The export is not begun; the message says why and what to do.</summary>
public sealed class ExportRefusedException(string message, Exception? inner = null) : Exception(message, inner);
