using System.Globalization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>Signed tokens of a few system users, one a line, made before anything is measured.</summary>
internal sealed class TokenFile : IDisposable
{
    public const string Owner = "310904473";
    public const string Scope = "skatteetaten:kravogbetalinger";

    // Few, so that their rights are soon remembered: what is measured is tokens.
    private const int SystemUsers = 20;
    private const int Batch = 10_000;

    // Longer than Maskinporten's, so that none expires while it is measured.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tokens-");

    private TokenFile() => Path = System.IO.Path.Combine(_folder.FullName, "tokens");

    public string Path { get; }

    /// <summary>Signs tokens; some thousand a second on each core.</summary>
    public static async Task<TokenFile> CreateAsync(ScriptedSandbox sandbox, int count)
    {
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Signing {count:N0} tokens"));
        string[] ids = [.. Enumerable.Range(0, SystemUsers).Select(_ => Guid.NewGuid().ToString())];
        var file = new TokenFile();
        for (var first = 0; first < count; first += Batch)
        {
            var tokens = new string[Math.Min(Batch, count - first)];
            Parallel.For(0, tokens.Length, i => tokens[i] = Sign(ids[i % SystemUsers]));
            await File.AppendAllLinesAsync(file.Path, tokens);
        }

        return file;

        string Sign(string id) => sandbox.SystemUser(Owner, id).WithScopes(Scope).ExpiresIn(s_lifetime).ToString();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
