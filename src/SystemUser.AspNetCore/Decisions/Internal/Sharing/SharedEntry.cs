using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>A decision as it is shared, sealed.</summary>
/// <param name="Version">The version of this shape.</param>
/// <param name="Question">The hash of the whole question, so that an entry copied under another name is worth nothing.</param>
/// <param name="Generation">The generation when it was asked.</param>
/// <param name="Decision">The decision.</param>
/// <param name="DecidedAt">When it was given.</param>
/// <param name="ExpiresAt">Until when it may be used.</param>
internal sealed record SharedEntry(
    int Version,
    byte[] Question,
    SharedGeneration Generation,
    PolicyDecision Decision,
    DateTimeOffset DecidedAt,
    DateTimeOffset ExpiresAt
)
{
    public const int CurrentVersion = 2;
}

/// <summary>What ends all that was shared before.</summary>
/// <param name="Epoch">Begins anew when the store has lost something.</param>
/// <param name="Forgetting">Begins anew when the system user is forgotten; the epoch's own if it never was.</param>
internal readonly record struct SharedGeneration(Guid Epoch, Guid Forgetting);

/// <summary>The hashed names of entries in the shared cache: they tell nobody who asks for what.</summary>
internal static class SharedKey
{
    public const string OfNothing = "{systemuser}:nothing";

    /// <summary>Hashes a question, each part with its length before it, so that no two questions make the same bytes.</summary>
    public static byte[] HashOf(in DecisionQuestion question)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, question.PolicyDecisionPoint);
        Append(hash, question.Subject.ToString());
        Append(hash, question.Party.ToString());
        Append(hash, question.Right.Resource.ToString());
        Append(hash, question.Right.Action.ToString());
        foreach (var attribute in question.Right.Attributes)
        {
            Append(hash, attribute.Id);
            Append(hash, attribute.Value);
        }

        return hash.GetHashAndReset();
    }

    public static string OfDecision(byte[] questionHash) =>
        $"{{systemuser}}:decision:{Base64Url.EncodeToString(questionHash)}";

    public static string OfForgetting(SystemUserId systemUser) =>
        $"{{systemuser}}:forgetting:{Base64Url.EncodeToString(SHA256.HashData(systemUser.Value.ToByteArray()))}";

    // UTF-16 as it is: an encoding would make one of all broken surrogates.
    private static void Append(IncrementalHash hash, string text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        hash.AppendData(length);
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
    }
}

/// <summary>Reads and writes shared decisions.</summary>
[JsonSourceGenerationOptions(
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(SharedEntry))]
internal sealed partial class SharedEntryJson : JsonSerializerContext;
