namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>What makes a demand unsafe, found before the first request.</summary>
/// <param name="Code">Its heading in docs/errors.md.</param>
/// <param name="Text">What is wrong, then the exact call or key that puts it right.</param>
internal sealed record StartFault(string Code, string Text);
