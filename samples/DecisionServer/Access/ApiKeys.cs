using System.Security.Cryptography;
using System.Text;

namespace DecisionServer.Access;

/// <summary>Lets requests through whose header has the key that their endpoint takes.</summary>
internal sealed class ApiKeys(ServerOptions options)
{
    public const string Header = "X-Api-Key";

    private readonly byte[]? _key = HashOf(options.Key);
    private readonly byte[]? _adminKey = HashOf(options.AdminKey ?? options.Key);

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<KeyRequirement>() is not { } required || IsRight(context, required))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "ApiKey";
        return Task.CompletedTask;
    }

    private static byte[]? HashOf(string? key) => key is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(key));

    // Hashes of equal length, compared in the same time whatever they are.
    private bool IsRight(HttpContext context, KeyRequirement required)
    {
        byte[] given = HashOf($"{context.Request.Headers[Header]}")!;
        return Fits(given, _adminKey) || (!required.IsAdministration && Fits(given, _key));
    }

    private static bool Fits(byte[] given, byte[]? key) => key is null || CryptographicOperations.FixedTimeEquals(given, key);
}
