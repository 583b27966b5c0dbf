namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>Marks that the health checks are registered, since their names may not be registered twice.</summary>
internal sealed class HealthChecksAdded;
