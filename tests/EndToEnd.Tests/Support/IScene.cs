using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>Where a story plays: a browser, and the addresses of the sandbox and of SmartCloud.</summary>
public interface IScene
{
    IBrowser Browser { get; }

    Uri SandboxAddress { get; }

    Uri SmartCloudAddress { get; }
}
