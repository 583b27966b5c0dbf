using System.Diagnostics;
using SystemUser.Sandbox.Tests.Hosting;

namespace SystemUser.Sandbox.Tests.World;

/// <summary>The sandbox as a process of its own, which can be killed.</summary>
internal sealed class SandboxProcess : IDisposable
{
    private readonly Process _process;

    private SandboxProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<SandboxProcess> StartAsync(string stateFolder, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{DevelopedApp.FreePort()}/");
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet")
            {
                ArgumentList =
                {
                    typeof(Program).Assembly.Location,
                    $"--SystemUserSandbox:Address={address}",
                    $"--SystemUserSandbox:StateFolder={stateFolder}",
                },
                RedirectStandardOutput = true,
                UseShellExecute = false,
            },
            EnableRaisingEvents = true,
        };
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The sandbox stopped."));
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Now listening on", StringComparison.Ordinal) == true)
            {
                listening.TrySetResult();
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        var sandbox = new SandboxProcess(process, address);
        try
        {
            await listening.Task.WaitAsync(cancellationToken);
            return sandbox;
        }
        catch
        {
            sandbox.Dispose();
            throw;
        }
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
