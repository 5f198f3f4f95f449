namespace MarsKb.Import.Reports;

/// <summary>Why an import cannot be done as asked, in one line for the person who asked.</summary>
public sealed class ImportRefusedException : Exception
{
    public ImportRefusedException(string message) : base(message) { }

    public ImportRefusedException() { }

    public ImportRefusedException(string message, Exception inner) : base(message, inner) { }
}
