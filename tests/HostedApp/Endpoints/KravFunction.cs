using Microsoft.Azure.Functions.Worker;
using SystemUser.AspNetCore.Authorization;

namespace HostedApp.Endpoints;

/// <summary>An isolated function: nothing but its method is marked.</summary>
public sealed class KravFunction
{
    [Function("krav"), RequireSystemUserRight("ske-krav-og-betalinger")]
    public string Run() => "in";
}
