using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Authentication.Internal.Vendors;

/// <summary>Maps endpoints that only a vendor with the right scope gets to.</summary>
internal sealed class VendorRoutes(IEndpointRouteBuilder endpoints)
{
    public const string Base = "/authentication/api/v1/";

    private readonly ApiCallers _callers = endpoints.ServiceProvider.GetRequiredService<ApiCallers>();

    public void Get(string path, string scope, Func<HttpContext, Vendor, Task> handler) =>
        endpoints.MapGet(Base + path, context => HandleAsync(context, scope, handler));

    public void Post(string path, string scope, Func<HttpContext, Vendor, Task> handler) =>
        endpoints.MapPost(Base + path, context => HandleAsync(context, scope, handler));

    public void Put(string path, string scope, Func<HttpContext, Vendor, Task> handler) =>
        endpoints.MapPut(Base + path, context => HandleAsync(context, scope, handler));

    public void Delete(string path, string scope, Func<HttpContext, Vendor, Task> handler) =>
        endpoints.MapDelete(Base + path, context => HandleAsync(context, scope, handler));

    private Task HandleAsync(HttpContext context, string scope, Func<HttpContext, Vendor, Task> handler)
    {
        context.Response.Headers.CacheControl = "no-store";
        return !_callers.Find(context.Request, scope).Is(out var caller, out var problem)
                ? Reply.ProblemAsync(context, problem)
            : caller.Organization is not { } organization ? Reply.ProblemAsync(context, Problems.VendorUnknown)
            : handler(context, new Vendor(organization, caller.ClientId));
    }
}
