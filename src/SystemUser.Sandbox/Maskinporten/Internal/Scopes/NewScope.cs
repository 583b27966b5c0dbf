namespace SystemUser.Sandbox.Maskinporten.Internal.Scopes;

/// <summary>A scope to be created.</summary>
/// <param name="Name">Its name: the owner's prefix, a colon and the rest, such as <c>skatteetaten:kravogbetalinger</c>.</param>
/// <param name="Owner">The organization number of the owner, who may always use it.</param>
/// <param name="Description">What it opens. Defaults to nothing.</param>
/// <param name="IsOpen">Whether every organization may use it. Defaults to <see langword="false"/>.</param>
/// <param name="TokenLifetime">How long a token with this scope lives, in seconds, 1–3600. Defaults to 120.</param>
/// <param name="Consumers">The organizations that are granted it at once. Defaults to none.</param>
internal sealed record NewScope(
    string? Name,
    string? Owner,
    string? Description = null,
    bool? IsOpen = null,
    int? TokenLifetime = null,
    IReadOnlyList<string?>? Consumers = null
);
