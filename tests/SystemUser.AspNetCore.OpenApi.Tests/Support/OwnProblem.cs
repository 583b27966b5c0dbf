namespace SystemUser.AspNetCore.OpenApi.Tests.Support;

public sealed record OwnProblem(string Kode);
