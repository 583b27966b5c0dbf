using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>By whose rules a request is judged where a demand has an <c>Or</c>: kept on the request, for whoever answers it.</summary>
/// <param name="Policy">The name of the other policy.</param>
/// <param name="Schemes">The other policy's schemes.</param>
/// <param name="Side">Whose answers the caller gets.</param>
internal sealed record AlternativeChoice(string Policy, IReadOnlyList<string> Schemes, AlternativeSide Side)
{
    private const string Own = MaskinportenDefaults.AuthenticationScheme;

    /// <summary>Gets the schemes that answer a refusal: the one that writes a body last, since others add headers.</summary>
    public IEnumerable<string> AnsweringSchemes =>
        Side switch
        {
            AlternativeSide.Own => [Own],
            AlternativeSide.Other => Schemes,
            _ => [.. Schemes, Own],
        };

    public static AlternativeChoice? Of(HttpContext httpContext) => httpContext.Features.Get<AlternativeChoice>();

    /// <summary>Keeps a choice, or forgets the one before.</summary>
    public static void Set(HttpContext httpContext, AlternativeChoice? choice)
    {
        if (choice is not null || Of(httpContext) is not null)
        {
            httpContext.Features.Set(choice);
        }
    }
}

/// <summary>Whose answers a caller gets.</summary>
internal enum AlternativeSide
{
    /// <summary>The package's alone: the caller sent a token that says it is Maskinporten's.</summary>
    Own = 0,

    /// <summary>The other policy's.</summary>
    Other,

    /// <summary>The challenges of both: the caller sent nothing.</summary>
    Both,
}
