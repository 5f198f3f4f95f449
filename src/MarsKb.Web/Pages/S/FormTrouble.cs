namespace MarsKb.Pages.S;

/// <summary>Why a form was not taken, though nothing in it is wrong.</summary>
public enum FormTrouble
{
    /// <summary>Something else happened in the session meanwhile.</summary>
    Conflict,

    /// <summary>The session was ended meanwhile.</summary>
    Ended,

    /// <summary>Nothing can be saved just now.</summary>
    Unsaved,

    /// <summary>The form's token does not hold any more.</summary>
    TooOld,
}
