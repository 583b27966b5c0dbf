using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Scopes;

/// <summary>Creates scopes and grants them, as API providers do in Digdir's self-service; and delegates them, as consumers do in Altinn.</summary>
internal sealed partial class ScopeRegistry(WorldStore store)
{
    private const int DefaultLifetime = 120;
    private const int LongestLifetime = 3600;

    /// <summary>All scopes, or those of one owner.</summary>
    public IEnumerable<Scope> List(string? owner)
    {
        var world = store.Current;
        return owner is null
            ? world.Scopes.All.OrderBy(scope => scope.Name, StringComparer.Ordinal)
            : world.Scopes.Where(By.ScopeOwner, owner);
    }

    public Result<Scope> Create(NewScope creation)
    {
        if (creation.Name is not { Length: <= 256 } name || !Name().IsMatch(name))
        {
            return SandboxProblems.BodyInvalid.With(
                "name must be a prefix, a colon and lower-case letters, digits, slashes, dots, hyphens and underscores."
            );
        }

        var lifetime = creation.TokenLifetime ?? DefaultLifetime;
        if (lifetime is < 1 or > LongestLifetime)
        {
            return SandboxProblems.BodyInvalid.With($"tokenLifetime must be 1 to {LongestLifetime} seconds.");
        }

        return store.Change<Scope>(draft =>
        {
            var consumers = (creation.Consumers ?? []).Distinct(StringComparer.Ordinal).ToList();
            if (FindUnknown(draft.State, [creation.Owner, .. consumers]) is { } unknown)
            {
                return unknown;
            }

            if (draft.State.Scopes.Find(name) is not null)
            {
                return MaskinportenProblems.ScopeExists;
            }

            var scope = new Scope
            {
                Name = name,
                Owner = creation.Owner!,
                Description = creation.Description ?? "",
                IsOpen = creation.IsOpen ?? false,
                TokenLifetime = lifetime,
                Consumers = [.. consumers.OfType<string>()],
            };
            draft.Put(scope);
            return scope;
        });
    }

    /// <summary>Lets an organization use a scope. Granting it twice is fine.</summary>
    public Result<Scope> Grant(string? name, string organization) =>
        Change(
            name,
            (world, scope) =>
                FindUnknown(world, [organization]) is { } unknown ? unknown
                : scope.Consumers.Contains(organization) ? scope
                : scope with { Consumers = scope.Consumers.Add(organization) }
        );

    /// <summary>Takes the scope from an organization; tokens that it has live on. Taking it twice is fine.</summary>
    public Result<Scope> Withdraw(string? name, string organization) =>
        Change(name, (_, scope) => scope with { Consumers = scope.Consumers.Remove(organization) });

    /// <summary>Lets a supplier fetch tokens for a consumer. The consumer may do so before it is granted the scope.</summary>
    public Result<Scope> Delegate(string? name, string consumer, string supplier) =>
        store.Change<Scope>(draft =>
        {
            if (draft.State.Scopes.Find(name) is not { } scope)
            {
                return MaskinportenProblems.ScopeNotFound;
            }

            if (FindUnknown(draft.State, [consumer, supplier]) is { } unknown)
            {
                return unknown;
            }

            draft.Put(
                new ScopeDelegation
                {
                    Scope = scope.Name,
                    Consumer = consumer,
                    Supplier = supplier,
                }
            );
            return scope;
        });

    public Result<Scope> WithdrawDelegation(string? name, string consumer, string supplier) =>
        store.Change<Scope>(draft =>
        {
            if (draft.State.Scopes.Find(name) is not { } scope)
            {
                return MaskinportenProblems.ScopeNotFound;
            }

            draft.Remove<ScopeDelegation>(ScopeDelegation.KeyOf(scope.Name, consumer, supplier));
            return scope;
        });

    private Result<Scope> Change(string? name, Func<WorldState, Scope, Result<Scope>> change) =>
        store.Change<Scope>(draft =>
        {
            if (draft.State.Scopes.Find(name) is not { } scope)
            {
                return MaskinportenProblems.ScopeNotFound;
            }

            if (!change(draft.State, scope).Is(out var changed, out var problem))
            {
                return problem;
            }

            if (changed != scope)
            {
                draft.Put(changed);
            }

            return changed;
        });

    private static Problem? FindUnknown(WorldState world, ImmutableArray<string?> organizations)
    {
        foreach (var organization in organizations)
        {
            if (
                !Numbers.IsForeignOrganization(organization)
                && world.Organizations.Find(organization) is not { IsDeleted: false }
            )
            {
                return MaskinportenProblems.OrganizationUnknown.With(
                    $"{organization ?? "null"} is not the organization number of an organization in this sandbox."
                );
            }
        }

        return null;
    }

    [GeneratedRegex(
        "^[a-z0-9]+:[a-z0-9/._-]*[a-z0-9]\\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Name();
}

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
