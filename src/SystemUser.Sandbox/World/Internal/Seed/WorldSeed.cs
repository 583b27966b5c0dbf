using System.Text.Json;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>The world to begin with, before and after the vendors came.</summary>
/// <param name="Cast">People, organizations, and what the providers prepared.</param>
/// <param name="Story">The cast, with systems, system users and delegated clients.</param>
internal sealed record WorldSeed(WorldState Cast, WorldState Story)
{
    private const string EmbeddedFolder = "SystemUser.Sandbox.Seed.";

    /// <summary>The seed that comes with the sandbox: both casts of the story.</summary>
    public static WorldSeed Embedded() => Read("the embedded seed", () => Open("world.json"), Open);

    /// <summary>The policy of a resource of the embedded seed, in XACML.</summary>
    public static string ReadPolicy(string resourceId)
    {
        using var reader = new StreamReader(Open(resourceId + ".xml"));
        return reader.ReadToEnd();
    }

    /// <summary>The user's own seed.</summary>
    /// <exception cref="WorldStorageException">
    /// The file cannot be read or has faults; the message lists them.
    /// </exception>
    public static WorldSeed FromFile(string path) =>
        Read(
            path,
            () => File.OpenRead(path),
            file => File.OpenRead(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", file))
        );

    /// <summary>A seed that is given whole, with its policies in it.</summary>
    /// <exception cref="WorldStorageException">It cannot be read or has faults; the message lists them.</exception>
    public static WorldSeed FromStream(string name, Stream seed) =>
        Read(
            name,
            () => seed,
            static file => throw new FileNotFoundException($"There is no {file} beside it: give it as 'policy'.")
        );

    private static WorldSeed Read(string name, Func<Stream> open, Func<string, Stream> openPolicy)
    {
        try
        {
            using var stream = open();
            var file = SeedJson.Read(stream);
            return new SeedBuilder(file, openPolicy).Build(name);
        }
        catch (JsonException fault)
        {
            throw new WorldStorageException($"The seed {name} cannot be read: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new WorldStorageException(
                $"The seed {name} or a policy beside it cannot be opened: {fault.Message}",
                fault
            );
        }
    }

    private static Stream Open(string file) =>
        typeof(WorldSeed).Assembly.GetManifestResourceStream(EmbeddedFolder + file)
        ?? throw new FileNotFoundException($"The sandbox holds no {file}.");
}
