namespace SmartCloud.Configuration;

/// <summary>What SmartCloud starts beside itself, so that one command shows the whole story. Sandbox only.</summary>
internal sealed class CompanionOptions
{
    /// <summary>Gets or sets whether it starts what does not answer yet. Defaults to <see langword="false"/>.</summary>
    public bool Start { get; set; }

    /// <summary>Gets or sets the project of the API, relative to SmartCloud's own.</summary>
    public string ApiProject { get; set; } = "../KravOgBetalingerApi";

    /// <summary>Gets or sets the project of the sandbox, relative to SmartCloud's own.</summary>
    public string SandboxProject { get; set; } = "../../src/SystemUser.Sandbox";
}
