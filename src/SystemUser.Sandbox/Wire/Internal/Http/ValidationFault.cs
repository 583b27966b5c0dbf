namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>One fault in a body or its parameters.</summary>
/// <param name="Code">For example <c>AUTH.VLD-00003</c>.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Path">Where, as a JSON pointer.</param>
internal sealed record ValidationFault(string Code, string Detail, string Path);
