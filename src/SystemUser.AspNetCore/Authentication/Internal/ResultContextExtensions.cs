using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Ends an event as another one ended.</summary>
internal static class ResultContextExtensions
{
    public static void EndAs(this ResultContext<JwtBearerOptions> context, AuthenticateResult result)
    {
        if (result.Failure is { } failure)
        {
            context.Fail(failure);
        }
        else if (result.Succeeded)
        {
            context.Principal = result.Principal;
            context.Properties = result.Properties;
            context.Success();
        }
        else
        {
            context.NoResult();
        }
    }
}
