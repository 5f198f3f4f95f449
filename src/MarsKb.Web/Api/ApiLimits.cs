namespace MarsKb.Api;

/// <summary>How much a request may hold.</summary>
static class ApiLimits
{
    /// <summary>A text to search for, in bytes of UTF-8.</summary>
    public const int QueryBytes = 65_536;

    /// <summary>The body of a search: JSON may write one byte of text as six.</summary>
    public const int SearchBodyBytes = 512 * 1024;

    /// <summary>The body of a support check.</summary>
    public const int CheckBodyBytes = 64 * 1024;

    /// <summary>The body of a feedback.</summary>
    public const int FeedbackBodyBytes = 64 * 1024;

    /// <summary>The body of an answer: 65,536 characters may be pasted, and JSON may write each of them as six bytes.</summary>
    public const int SessionBodyBytes = 512 * 1024;
}
