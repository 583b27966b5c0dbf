using Microsoft.AspNetCore.Mvc;

namespace HostedApp.Endpoints;

/// <summary>Has no route of its own: only a fallback or a dynamic route leads here.</summary>
public sealed class ShellController : ControllerBase
{
    public string Index() => "in";
}
