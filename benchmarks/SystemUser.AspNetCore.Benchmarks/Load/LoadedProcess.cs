using System.Diagnostics;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>A <see cref="LoadServer"/> in a process of its own.</summary>
internal sealed class LoadedProcess : IDisposable
{
    private readonly Process _process;

    private LoadedProcess(Process process, Uri address, string token)
    {
        _process = process;
        Address = address;
        Token = token;
    }

    public Uri Address { get; }

    public string Token { get; }

    public static async Task<LoadedProcess> StartAsync(string kind)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(LoadedProcess).Assembly.Location);
        }

        start.ArgumentList.Add("load-server");
        start.ArgumentList.Add(kind);
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync();
        var token = await process.StandardOutput.ReadLineAsync();
        return token is null
            ? throw new InvalidOperationException($"The server '{kind}' did not start.")
            : new LoadedProcess(process, new Uri(address!), token);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
