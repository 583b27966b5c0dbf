namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>What a change of a system is answered with.</summary>
/// <param name="Succeeded">Always <see langword="true"/>; a failure is a problem.</param>
internal sealed record UpdateAnswer(bool Succeeded);
