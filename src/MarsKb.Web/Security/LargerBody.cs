namespace MarsKb.Security;

/// <summary>An address that takes more than other addresses; a feature that needs one registers it.</summary>
/// <param name="Path">In any case, without a query.</param>
/// <param name="Most">Bytes of the body.</param>
sealed record LargerBody(string Path, long Most);
