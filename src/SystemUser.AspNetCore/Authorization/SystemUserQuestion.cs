using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>A right, and the party that it is asked for.</summary>
public readonly record struct SystemUserQuestion(SystemUserRight Right, OrganizationNumber Party);
