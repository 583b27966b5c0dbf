using SharpFuzz;
using SystemUser.AspNetCore.Fuzz;

// With a reader alone: afl-fuzz drives it. With files beside: it reads each of them once, seeds or findings.
if (args is not [("token" or "answer" or "keys") and var name, .. var files])
{
    Console.Error.WriteLine("Say which reader: token, answer or keys; and files, to read these alone.");
    return 2;
}

foreach (var file in files)
{
    Readers.Read(name, File.ReadAllBytes(file));
}

if (files.Length == 0)
{
    // Nothing of the instrumented package runs before this, or it writes its coverage where there is no memory yet.
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        Readers.Read(name, bytes.ToArray());
    });
}

return 0;
