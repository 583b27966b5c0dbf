using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

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
