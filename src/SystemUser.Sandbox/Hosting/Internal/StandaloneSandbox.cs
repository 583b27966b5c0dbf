namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>The sandbox as a process of its own, configured by <c>appsettings.json</c> where it is started, environment and command line.</summary>
internal static class StandaloneSandbox
{
    public static SandboxHost Build(string[] args)
    {
        var configuration = new ConfigurationManager();
        configuration
            .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(args);
        return SandboxHost.Build(
            SandboxConfiguration.ReadOptions(configuration),
            configuration,
            builder =>
            {
                builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
                builder.Logging.AddConfiguration(configuration.GetSection("Logging"));
                builder.Logging.AddSimpleConsole();
            }
        );
    }
}
