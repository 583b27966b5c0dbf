namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Which of the package's values an endpoint takes as a parameter.</summary>
internal enum ParameterKind
{
    Caller = 0,
    SystemUser,
    Party,
}
