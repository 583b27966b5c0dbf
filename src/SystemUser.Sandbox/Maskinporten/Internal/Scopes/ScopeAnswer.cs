using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Scopes;

/// <summary>A scope as the sandbox shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">The organization number of the owner.</param>
/// <param name="Description">What it opens.</param>
/// <param name="IsOpen">Whether every organization may use it.</param>
/// <param name="TokenLifetime">How long a token with this scope lives, in seconds.</param>
/// <param name="Consumers">The organizations that were granted it.</param>
internal sealed record ScopeAnswer(
    string Name,
    string Owner,
    string Description,
    bool IsOpen,
    int TokenLifetime,
    IReadOnlyList<string> Consumers
)
{
    public static ScopeAnswer Of(Scope scope) =>
        new(scope.Name, scope.Owner, scope.Description, scope.IsOpen, scope.TokenLifetime, scope.Consumers);
}
