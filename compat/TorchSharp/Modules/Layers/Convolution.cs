using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions share: their kernel, its shape and its steps.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    protected Parameter? _bias;
    protected Parameter _weight;

    protected Convolution(
        string name,
        long in_channels,
        long out_channels,
        long[] kernel_size,
        long[] stride,
        long[] padding,
        Padding? padding_type,
        long[] dilation,
        bool transposed,
        long[] output_padding,
        long groups,
        bool bias,
        PaddingModes padding_mode,
        Device? device = null,
        ScalarType? dtype = null) : base(name)
    {
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.padding_type = padding_type;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;

        long[] shape = transposed
            ? [in_channels, out_channels / groups, .. kernel_size]
            : [out_channels, in_channels / groups, .. kernel_size];
        _weight = LayerParameters.New(shape, device, dtype);
        nn.init.kaiming_uniform_(_weight, Math.Sqrt(5));
        register_parameter(nameof(weight), _weight);
        if (!bias) return;

        _bias = LayerParameters.Bias(out_channels, nn.init.CalculateFanInAndFanOut(_weight).fanIn, device, dtype);
        register_parameter(nameof(bias), _bias);
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] padding { get; private set; }

    public long[] dilation { get; set; }

    public long groups { get; set; }

    public Padding? padding_type { get; private set; }

    public PaddingModes padding_mode { get; set; }

    public bool transposed { get; }

    public long[] output_padding { get; set; }

    public Parameter weight
    {
        get => _weight;
        set => ReplaceParameter(nameof(weight), _weight = value);
    }

    public Parameter? bias
    {
        get => _bias;
        set => ReplaceParameter(nameof(bias), _bias = value);
    }
}
