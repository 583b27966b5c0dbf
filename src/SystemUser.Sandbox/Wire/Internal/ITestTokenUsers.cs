namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>Fills in what a call to the test token generator leaves out.</summary>
internal interface ITestTokenUsers
{
    /// <summary>Finds a system user.</summary>
    /// <param name="systemUserId">Its id, in the usual spelling of a uuid.</param>
    /// <returns>What is known of it, or <see langword="null"/>: the generator then makes a token all the same.</returns>
    TestTokenUser? Find(string systemUserId);
}
