using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A resource that an access list opens.</summary>
/// <param name="ResourceId">The resource.</param>
/// <param name="ActionFilters">The actions that it opens; empty for all.</param>
internal sealed record AccessListConnection(string ResourceId, ImmutableArray<string> ActionFilters);
