using System.Security.Cryptography;
using System.Text;

namespace SystemUser.Sandbox.World.Internal.Access;

/// <summary>Makes ids for what Altinn has ids for and the sandbox knows by name: the same whenever it is asked.</summary>
internal static class StableId
{
    public static Guid Of(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
