using System.Diagnostics;

namespace SystemUser.AspNetCore.Benchmarks.Hosts;

/// <summary>A <see cref="HostServer"/> as a process of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts a host, and waits until it listens.</summary>
    public static async Task<HostProcess> StartAsync(IReadOnlyDictionary<string, string?> configuration)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(HostProcess).Assembly.Location);
        }

        start.ArgumentList.Add("hosts-server");
        foreach (var (key, value) in configuration)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() is { } address
            ? new HostProcess(process, new Uri(address))
            : throw new InvalidOperationException("The host did not start.");
    }

    /// <summary>Has it go, and waits until it is gone.</summary>
    public Task StopAsync()
    {
        _process.StandardInput.Close();
        return _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
