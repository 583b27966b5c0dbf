using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Keeps who a visitor has chosen to be in a sealed cookie, which ends with the browser's session and with the sandbox.</summary>
internal sealed class ActorCookie(IDataProtectionProvider protection, WorldStore store, PortalCookies cookies)
{
    private readonly IDataProtector _protector = protection.CreateProtector("SystemUser.Sandbox.Portal.Actor");

    /// <summary>The actor, if the cookie is valid and the person still has a role in the organization.</summary>
    public Actor? Read(HttpContext context)
    {
        if (Unseal(context.Request.Cookies[cookies.Actor])?.Split(' ') is not [var pid, var number])
        {
            return null;
        }

        var world = store.Current;
        return
            world.Persons.Find(pid) is { } person
            && world.Organizations.Find(number) is { IsDeleted: false } organization
            && Authority.RolesOf(world, pid, organization).Any()
            ? new Actor(person, organization)
            : null;
    }

    public void Write(HttpContext context, string pid, string organization) =>
        PortalCookies.Write(context, cookies.Actor, _protector.Protect($"{pid} {organization}"));

    private string? Unseal(string? value)
    {
        try
        {
            return string.IsNullOrEmpty(value) ? null : _protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Who a visitor has chosen to be.</summary>
/// <param name="Person">The person.</param>
/// <param name="Organization">The organization that the person acts for.</param>
internal sealed record Actor(RegisteredPerson Person, Organization Organization);
