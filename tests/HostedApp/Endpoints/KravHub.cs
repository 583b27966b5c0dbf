using Microsoft.AspNetCore.SignalR;
using SystemUser.AspNetCore.Authorization;

namespace HostedApp.Endpoints;

[RequireSystemUserRight("ske-krav-og-betalinger", Action = "read")]
public sealed class KravHub : Hub;
