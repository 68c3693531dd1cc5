namespace DeepQ.Learning.Networks.Layers;

/// <summary>How what a convolution computes is normalized, before its activation. See <see cref="ImageNormalizationLayer"/>.</summary>
public enum ConvolutionNormalization
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>At each place of the image over its channels, with a gain and a bias a channel, as purejaxql has it.</summary>
    Channels,

    /// <summary>Over all channels and places, with a gain and a bias each, as CleanRL has it.</summary>
    Image,
}
