namespace DeepQ.Serving.Tests.Hostile;

/// <summary>Each file is loaded in a process of its own, with limits: it ends, within them, and with the reason.</summary>
public sealed class KnownFaultTests : IDisposable
{
    private const double MostSeconds = 2;
    private const double MostMegabytes = 512;

    private static readonly string[] Runtimes = ["onnx", "managed"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("of the runtime's own format", "own format")]
    [InlineData("divides the least number by -1 at load", "takes floating-point numbers")]
    [InlineData("takes the rest of the least number by -1 at load", "the operator 'Mod'")]
    [InlineData("divides what a state says by -1", "takes floating-point numbers")]
    [InlineData("takes the rest by 0", "the operator 'Mod'")]
    [InlineData("divides by 0", "takes floating-point numbers")]
    [InlineData("pads by numbers and by itself", "has a window of 2 on 10001")]
    [InlineData("pads in silence", "has a window of 2 on 10001")]
    [InlineData("pools over wide windows", "the limit RunBytes")]
    [InlineData("says that an input is wide", "the profile Pipeline allows")]
    [InlineData("multiplies empty axes", "the impossible shape (32768, 0)")]
    [InlineData("joins empty constants", "the impossible shape (0, 4611686018427387904)")]
    [InlineData("sums over the batch", "mixes what belongs to different states")]
    [InlineData("multiplies the batch with itself", "joins values of the shapes (batch, 2) and (batch, 1, 2)")]
    [InlineData("reorders the batch", "mixes what belongs to different states")]
    [InlineData("drops at random", "in training mode")]
    [InlineData("declares many actions", "declares the output QValues")]
    [InlineData("takes what a state chooses", "not known before it runs")]
    [InlineData("makes a shape of a state", "mixes what belongs to different states")]
    [InlineData("makes text", "makes Text of Float32")]
    [InlineData("has an attribute of two kinds", "has axis of another type than Int")]
    [InlineData("has an attribute that nobody knows", "the attribute 'secret'")]
    public void A_file_that_did_harm_is_refused(string file, string reason)
    {
        foreach (string runtime in Runtimes)
        {
            HostileResult result = WithinLimits(HostileProcess.Run(runtime, "fault", file));

            Assert.Equal((runtime, "refused"), (runtime, result.Verdict));
            Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        }
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("empty nodes", "refused")]
    [InlineData("empty weights", "refused")]
    [InlineData("empty inputs", "refused")]
    [InlineData("unknown fields", "refused")]
    [InlineData("packed ones", "refused")]
    [InlineData("weights", "served")]
    [InlineData("small weights", "served")]
    [InlineData("long names", "served")]
    [InlineData("a chain of Relu", "served")]
    [InlineData("a chain of Transpose", "served")]
    [InlineData("a chain of Add", "served")]
    [InlineData("a chain of Softmax", "served")]
    [InlineData("wide sums", "served")]
    [InlineData("large constants", "served")]
    [InlineData("sines of constants", "served")]
    [InlineData("powers of constants", "served")]
    [InlineData("a pool over constants", "served")]
    [InlineData("a pool over states", "served")]
    [InlineData("a depthwise convolution", "served")]
    [InlineData("a convolution of denormal numbers", "served")]
    [InlineData("a product of denormal numbers", "served")]
    [InlineData("a product of denormal states", "served")]
    [InlineData("columns of one number", "served")]
    [InlineData("large kernels of one channel", "served")]
    [InlineData("a convolution to one channel", "served")]
    [InlineData("weights of eight bits", "served")]
    public void A_file_that_takes_as_much_as_it_may_stays_within_the_limits(string file, string verdict)
    {
        // Written by another process, whose memory is not what counts.
        string path = _folder.File("policy.onnx");
        HostileProcess.Run("write", file, path);

        foreach (string runtime in Runtimes)
            Assert.Equal((runtime, verdict), (runtime, WithinLimits(HostileProcess.Run(runtime, "files", path)).Verdict));
    }

    private static HostileResult WithinLimits(List<HostileResult> results)
    {
        HostileResult result = Assert.Single(results);
        Assert.InRange(result.Seconds, 0, MostSeconds);
        Assert.InRange(result.Megabytes, 1, MostMegabytes);
        return result;
    }
}
