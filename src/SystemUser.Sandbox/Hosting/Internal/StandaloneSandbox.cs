using System.Reflection;
using SystemUser.Sandbox.Tool.Internal;
using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>The sandbox as a process of its own, configured by <c>appsettings.json</c> where it is started, environment and command line.</summary>
internal static class StandaloneSandbox
{
    /// <summary>What <c>--help</c> answers.</summary>
    public const string Usage = $"""
        Maskinporten and Altinn on one machine, for development and tests.

        {SandboxTool.Usage}

        Options at the start, also in the section {SandboxOptions.SectionName} of appsettings.json and in the environment (with __ for :)
          --{SandboxOptions.SectionName}:Address={SandboxOptions.DefaultAddress}   where it listens
          --{SandboxOptions.SectionName}:SeedFile=world.json             the world to begin with
          --{SandboxOptions.SectionName}:StateFolder=folder              keeps the world between starts
          --{SandboxOptions.SectionName}:Resources:my-api=my:scope       a resource of yours, from the start
          --{SandboxOptions.SectionName}:SubscriptionKeys:0=key          a subscription key that is good; any is, if none is named
        """;

    /// <summary>Gets what <c>--version</c> answers.</summary>
    public static string Version { get; } =
        typeof(StandaloneSandbox)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    private static readonly string[] s_helpSwitches = ["--help", "-h", "-?", "/?"];

    /// <summary>Whether the command line asks for help.</summary>
    public static bool IsAskedForHelp(string[] args) => args.Any(s_helpSwitches.Contains);

    /// <summary>Builds the sandbox.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="console">Where it says, when it has started, what an app beside it needs; nowhere by default.</param>
    /// <exception cref="InvalidOperationException">The configuration cannot be read, or is wrong.</exception>
    /// <exception cref="ToolFailure">The command line has an option that there is not.</exception>
    public static SandboxHost Build(string[] args, TextWriter? console = null)
    {
        var configuration = ReadConfiguration(args);
        var options = SandboxConfiguration.ReadOptions(configuration);
        var key = SandboxConfiguration.EnsureClient(configuration);
        return SandboxHost.Build(
            options,
            configuration,
            builder =>
            {
                builder.Services.AddSingleton<IHostedService>(
                    new StartMessage(options, ProviderClient.StandaloneClientId, key, console ?? TextWriter.Null)
                );
                builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
                builder.Logging.AddConfiguration(configuration.GetSection("Logging"));
                builder.Logging.AddSimpleConsole();
            }
        );
    }

    /// <summary>Whether it is an option in no section: all that there are stand in one.</summary>
    private static bool IsUnknown(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && !argument.Split('=')[0].Contains(':');

    private static ConfigurationManager ReadConfiguration(string[] args)
    {
        if (Array.Find(args, IsUnknown) is { } unknown)
        {
            throw ToolFailure.OfCommandLine($"There is no option '{unknown}'. Write one of those that --help has.");
        }

        var configuration = new ConfigurationManager();
        var file = Path.Combine(Environment.CurrentDirectory, "appsettings.json");
        try
        {
            configuration.AddJsonFile(file, optional: true).AddEnvironmentVariables().AddCommandLine(args);
            return configuration;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidOperationException(
                $"{file} is not JSON: {exception.GetBaseException().Message} Mend it, or start the sandbox in another folder.",
                exception
            );
        }
        catch (FormatException exception)
        {
            throw new InvalidOperationException($"{exception.Message} Start with --help for the options.", exception);
        }
    }
}
