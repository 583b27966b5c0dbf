using SystemUser.Sandbox.Hosting.Internal;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox;

/// <summary>The sandbox as a process of its own.</summary>
public static class Program
{
    /// <summary>Starts the sandbox and serves until it is told to stop.</summary>
    /// <param name="args">Configuration from the command line, such as <c>--SystemUserSandbox:Address=http://localhost:5091</c>.</param>
    /// <returns>0 after an orderly stop or <c>--help</c>; 1 if the sandbox could not start.</returns>
    public static async Task<int> Main(string[] args)
    {
        if (StandaloneSandbox.IsAskedForHelp(args))
        {
            await Console.Out.WriteLineAsync(StandaloneSandbox.Usage);
            return 0;
        }

        try
        {
            await using var host = StandaloneSandbox.Build(args);
            await host.StartAsync(CancellationToken.None);
            await host.WaitForShutdownAsync(CancellationToken.None);
            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or WorldStorageException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
