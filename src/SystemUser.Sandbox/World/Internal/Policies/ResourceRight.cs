using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>One action on a resource, or on a part of it: what Altinn has a key for.</summary>
/// <param name="Resource">The attributes of the resource.</param>
/// <param name="Action">The action.</param>
internal sealed record ResourceRight(ImmutableArray<PolicyAttribute> Resource, PolicyAttribute Action)
{
    /// <summary>Altinn's key for it.</summary>
    /// <remarks>Source: Altinn/altinn-authorization-tmp, <c>DelegationCheckHelper.CalculateRightKeys</c>.</remarks>
    [JsonIgnore]
    public string Key
    {
        get
        {
            var text = string.Join(
                ':',
                Resource
                    .OrderBy(attribute => attribute.Type, StringComparer.InvariantCultureIgnoreCase)
                    .Append(Action)
                    .Select(attribute => $"{attribute.Type}:{attribute.Value}".ToLowerInvariant())
            );
            return "01" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
    }

    /// <summary>The rights that a policy gives somebody other than the owner of the resource, so that they can be given on.</summary>
    public static IReadOnlyList<ResourceRight> DelegableIn(CompiledPolicy policy) =>
        [
            .. policy
                .Rules.Where(rule => rule.IsDelegable)
                .SelectMany(rule =>
                    rule.Resources.SelectMany(
                        _ => rule.Actions.SelectMany(action => action),
                        (resource, action) => new ResourceRight(resource, action)
                    )
                )
                .DistinctBy(right => right.Key, StringComparer.Ordinal),
        ];
}
