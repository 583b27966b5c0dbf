using Microsoft.CodeAnalysis;

namespace SystemUser.AspNetCore.Analyzers;

/// <summary>What the analyzers report. Each rule has its section in docs/analyzers.md.</summary>
internal static class Rules
{
    private const string Category = "SystemUser";

    /// <summary>The rule about a demand that stands where nothing evaluates it.</summary>
    public static readonly DiagnosticDescriptor NotEvaluated = new(
        "SYSUSER001",
        "A demand stands where nothing evaluates it",
        "{0} on '{1}' is not evaluated, so nobody is asked for it: {2}. {3}.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    /// <summary>The rule about a demand that is switched off.</summary>
    public static readonly DiagnosticDescriptor Anonymous = new(
        "SYSUSER002",
        "AllowAnonymous switches a demand off",
        "AllowAnonymous switches {0} on {1} off, so that everybody is let in. Remove one of the two.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    /// <summary>The rule about a resource id that cannot be one.</summary>
    public static readonly DiagnosticDescriptor ResourceMalformed = new(
        "SYSUSER003",
        "A resource's id has characters that no id has",
        "'{0}' cannot be the id of a resource: an id is 1 to 128 of the characters a-z, 0-9, '-' and '_'. Write it as in Altinn's resource registry.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    /// <summary>The rule about a name that the endpoint's route does not have.</summary>
    public static readonly DiagnosticDescriptor RouteUnknown = new(
        "SYSUSER004",
        "A demand names a route value that the route does not have",
        "{0} names '{1}', which the route '{2}' of '{3}' does not have. Name one of its parameters.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    /// <summary>The rule about clients that come from nowhere.</summary>
    public static readonly DiagnosticDescriptor ClientsWithoutParty = new(
        "SYSUSER005",
        "AllowClients without a place that the client comes from",
        "{0} has AllowClients, but takes the party from the token, where it is always the owner. Set PartyFromRoute, PartyFromQuery or PartyFromHeader to where the client stands, or PartyFrom to what finds it.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    /// <summary>The rule about a party that comes from several places.</summary>
    public static readonly DiagnosticDescriptor SeveralParties = new(
        "SYSUSER006",
        "The party is taken from several places",
        "{0} takes the party from several places: {1}. Set one of them.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    /// <summary>The rule about a method that stands for no action.</summary>
    public static readonly DiagnosticDescriptor ActionMissing = new(
        "SYSUSER007",
        "The method stands for no action, and Action is not set",
        "{0} has no Action, and {1} of '{2}' stands for none. Set Action to one of the resource's policy.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    /// <summary>The rule about a route value that is read beside the party.</summary>
    public static readonly DiagnosticDescriptor PartyReadTwice = new(
        "SYSUSER008",
        "A route value is read beside the party that was checked",
        "'{0}' is what the request says, and the AuthorizedParty '{1}' is what was checked. Use '{1}', so that the two cannot differ.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    /// <summary>The rule about a sandbox in Release builds.</summary>
    public static readonly DiagnosticDescriptor SandboxInRelease = new(
        "SYSUSER009",
        "The sandbox is in Release builds",
        "The sandbox gives tokens to all who ask, and this call is in Release builds too. Write it between #if DEBUG and #endif, and give the PackageReference of SystemUser.Sandbox the Condition \"'$(Configuration)' == 'Debug'\".",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );
}
