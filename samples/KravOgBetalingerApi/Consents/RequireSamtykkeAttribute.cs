using KravOgBetalingerApi.Errors;
using Microsoft.AspNetCore.Mvc.Filters;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

namespace KravOgBetalingerApi.Consents;

/// <summary>Lets only those in whose token holds a consent of the party in the path.</summary>
/// <remarks>Beside it stands the demand for the scope, which sees to the token itself.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequireSamtykkeAttribute(string ressurs) : Attribute, IAuthorizationFilter
{
    /// <summary>The resource that must have been consented to.</summary>
    public string Ressurs => ressurs;

    /// <summary>The route value that is the party.</summary>
    public required string PartyFromRoute { get; init; }

    /// <inheritdoc/>
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.GetMaskinportenCaller() is not { } caller || !Samtykke.TryRead(http.User, out var samtykke))
        {
            context.Result = FeilResult.Samtykke;
            return;
        }

        OrganizationNumber? part = OrganizationNumber.TryParse(
            http.Request.RouteValues[PartyFromRoute] as string,
            out var number
        )
            ? number
            : null;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (samtykke.FindMangel(part, caller.Consumer, ressurs, now) is { } mangel)
        {
            context.Result = FeilResult.UgyldigSamtykke(mangel);
            return;
        }

        // The register opens for whom it was said to: a consent says it as a permit of Altinn's does.
        http.Features.Set(new AuthorizedParty(number, isOwner: false));
    }
}
