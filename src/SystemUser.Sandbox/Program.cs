using SystemUser.Sandbox.Hosting.Internal;
using SystemUser.Sandbox.Tool.Internal;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox;

/// <summary>The sandbox as a process of its own.</summary>
public static class Program
{
    /// <summary>Starts the sandbox and serves until it is told to stop, or does what a command says.</summary>
    /// <param name="args">
    /// A command with its options, or configuration such as <c>--SystemUserSandbox:Address=http://localhost:5091</c>.
    /// </param>
    /// <returns>0 after an orderly stop, a command that went well or <c>--help</c>; else what <c>--help</c> says.</returns>
    public static async Task<int> Main(string[] args)
    {
        if (StandaloneSandbox.IsAskedForHelp(args))
        {
            await Console.Out.WriteLineAsync(StandaloneSandbox.Usage);
            return 0;
        }

        if (args is ["--version"])
        {
            await Console.Out.WriteLineAsync(StandaloneSandbox.Version);
            return 0;
        }

        if (SandboxTool.IsCommand(args))
        {
            return await SandboxTool.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
        }

        try
        {
            await using var host = StandaloneSandbox.Build(args, Console.Out);
            await host.StartAsync(CancellationToken.None);
            await host.WaitForShutdownAsync(CancellationToken.None);
            return 0;
        }
        catch (ToolFailure failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
        catch (Exception exception) when (exception is InvalidOperationException or WorldStorageException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
