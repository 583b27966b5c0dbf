using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Gives each request its own handler of the scheme <c>Maskinporten</c>.</summary>
/// <remarks>
/// The framework keeps one for each scope of services. The parts of an OData <c>$batch</c> are requests of their own in one scope: they would all
/// be judged by the token of the first, and answered into its response.
/// </remarks>
internal sealed class HandlerPerRequest(IAuthenticationSchemeProvider schemes) : IAuthenticationHandlerProvider
{
    private AuthenticationHandlerProvider? _others;
    private AuthenticationHandlerProvider? _own;
    private HttpContext? _request;

    public Task<IAuthenticationHandler?> GetHandlerAsync(HttpContext context, string authenticationScheme)
    {
        if (authenticationScheme != MaskinportenDefaults.AuthenticationScheme)
        {
            _others ??= new AuthenticationHandlerProvider(schemes);
            return _others.GetHandlerAsync(context, authenticationScheme);
        }

        if (_own is null || !ReferenceEquals(_request, context))
        {
            _own = new AuthenticationHandlerProvider(schemes);
            _request = context;
        }

        return _own.GetHandlerAsync(context, authenticationScheme);
    }
}
