using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PolicyServer;

/// <summary>The settings of the server, in the configuration section <c>Server</c>.</summary>
internal sealed class ServerOptions
{
    private const string Section = "Server";

    /// <summary>The short forms for the command line.</summary>
    public static Dictionary<string, string> Switches { get; } = new()
    {
        ["--policy"] = $"{Section}:{nameof(Policy)}",
        ["--gpu"] = $"{Section}:{nameof(GpuDeviceId)}",
    };

    /// <summary>The policy that comes with the program, for CartPole.</summary>
    public static string DefaultPolicy { get; } = Path.Combine(AppContext.BaseDirectory, "CartPole-v1", "policy.onnx");

    /// <summary>The ONNX file that is served, and reloaded when it changes.</summary>
    /// <value>The default value is <see cref="DefaultPolicy"/>.</value>
    [Required(ErrorMessage = "--policy must name an ONNX file.")]
    public string Policy { get; set; } = DefaultPolicy;

    /// <summary>The CUDA device on which the policy runs; null for the CPU.</summary>
    /// <value>The default value is null.</value>
    [Range(0, int.MaxValue, ErrorMessage = "Server:GpuDeviceId must be 0 or above; leave it out for the CPU.")]
    public int? GpuDeviceId { get; set; }

    /// <summary>The maximum number of states in a request.</summary>
    /// <value>The default value is 1,024.</value>
    [Range(1, 1_000_000, ErrorMessage = "Server:MaxStates must be from 1 to 1,000,000.")]
    public int MaxStates { get; set; } = 1_024;

    /// <summary>The maximum size of a request in bytes.</summary>
    /// <value>The default value is 4 MiB.</value>
    [Range(1_024, 1 << 30, ErrorMessage = "Server:MaxBodyBytes must be from 1,024 to 1,073,741,824.")]
    public int MaxBodyBytes { get; set; } = 4 << 20;

    /// <summary>
    /// The maximum number of concurrent requests with a body; the same number may wait, and others get the status 503.
    /// </summary>
    /// <value>The default value is 256.</value>
    [Range(1, 100_000, ErrorMessage = "Server:MaxRequests must be from 1 to 100,000.")]
    public int MaxRequests { get; set; } = 256;

    /// <summary>Whether concurrent requests for one state are evaluated in one run.</summary>
    /// <value>The default value is false: a small network answers sooner than a batch can gather.</value>
    public bool MicroBatch { get; set; }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="OptionsValidationException">Some are out of range; the failures name each.</exception>
    public static ServerOptions Read(IConfiguration configuration)
    {
        ServerOptions options = configuration.GetSection(Section).Get<ServerOptions>() ?? new();
        List<ValidationResult> failures = [];
        return Validator.TryValidateObject(options, new(options), failures, validateAllProperties: true)
            ? options
            : throw new OptionsValidationException(
                Section, typeof(ServerOptions), failures.Select(failure => $"{failure.ErrorMessage}"));
    }
}
