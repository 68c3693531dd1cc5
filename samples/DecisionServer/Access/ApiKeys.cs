using System.Security.Cryptography;
using System.Text;

namespace DecisionServer.Access;

/// <summary>Admits requests whose header contains the key that their endpoint requires.</summary>
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

    // Hashes have equal length and are compared in constant time.
    private bool IsRight(HttpContext context, KeyRequirement required)
    {
        byte[] given = HashOf($"{context.Request.Headers[Header]}")!;
        return Fits(given, _adminKey) || (!required.IsAdministration && Fits(given, _key));
    }

    private static bool Fits(byte[] given, byte[]? key) => key is null || CryptographicOperations.FixedTimeEquals(given, key);
}
