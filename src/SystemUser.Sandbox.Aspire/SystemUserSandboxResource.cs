namespace Aspire.Hosting.ApplicationModel;

/// <summary>Maskinporten and Altinn on this machine, as a process of their own beside the app host.</summary>
public sealed class SystemUserSandboxResource : ExecutableResource
{
    internal const string EndpointName = "http";

    internal SystemUserSandboxResource(string name, string command, string workingDirectory)
        : base(name, command, workingDirectory) { }

    /// <summary>Gets where it answers, as both Maskinporten and Altinn.</summary>
    public EndpointReference Address => new(this, EndpointName);
}
