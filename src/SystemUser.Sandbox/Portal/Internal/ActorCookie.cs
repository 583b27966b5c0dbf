using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Keeps who a visitor has chosen to be in a sealed cookie, which ends with the browser's session and with the sandbox.</summary>
internal sealed class ActorCookie(IDataProtectionProvider protection, WorldStore store)
{
    public const string Name = "SystemUserSandbox.Actor";

    private readonly IDataProtector _protector = protection.CreateProtector("SystemUser.Sandbox.Portal.Actor");

    /// <summary>The actor, if the cookie is valid and the person still has a role in the organization.</summary>
    public Actor? Read(HttpContext context)
    {
        if (Unseal(context.Request.Cookies[Name])?.Split(' ') is not [var pid, var number])
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
        context.Response.Cookies.Append(
            Name,
            _protector.Protect($"{pid} {organization}"),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax, // Lax, because vendors send their customers here.
                Secure = context.Request.IsHttps,
            }
        );

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
