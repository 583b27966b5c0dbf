using System.Diagnostics;
using System.Globalization;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>A <see cref="LoadServer"/> in a process of its own, on two cores however many there are.</summary>
internal sealed class LoadedProcess : IDisposable
{
    private const int Cores = 2;

    private readonly Process _process;

    private LoadedProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Gets the processor time that it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Gets the most memory that it has had, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts a server.</summary>
    /// <param name="way">What stands before its endpoint.</param>
    /// <param name="configuration">What it needs to live in the sandbox.</param>
    public static async Task<LoadedProcess> StartAsync(Way way, IReadOnlyDictionary<string, string?> configuration)
    {
        var start = new ProcessStartInfo("taskset", ["-c", FirstCores(), Environment.ProcessPath!])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(LoadedProcess).Assembly.Location);
        }

        start.ArgumentList.Add("load-server");
        start.ArgumentList.Add(way.ToString());
        foreach (var (key, value) in configuration)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() is { } address
            ? new LoadedProcess(process, new Uri(new Uri(address), LoadServer.Path))
            : throw new InvalidOperationException($"The server '{way}' did not start.");
    }

    /// <inheritdoc cref="LoadServer.Forget"/>
    public Task ForgetAsync() => AskAsync(LoadServer.Forget);

    /// <inheritdoc cref="LoadServer.Heap"/>
    public Task<long> ReadHeapAsync() => AskAsync(LoadServer.Heap);

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string FirstCores()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException(
                "The load is measured on Linux, where taskset gives a server its cores."
            );
        }

        using var self = Process.GetCurrentProcess();
        long mask = self.ProcessorAffinity;
        return string.Join(',', Enumerable.Range(0, 64).Where(core => (mask >> core & 1) != 0).Take(Cores));
    }

    private async Task<long> AskAsync(string question)
    {
        await _process.StandardInput.WriteLineAsync(question);
        var answer = await _process.StandardOutput.ReadLineAsync();
        return long.Parse(answer!, CultureInfo.InvariantCulture);
    }
}
