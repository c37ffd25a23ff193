using System.Runtime.InteropServices;

namespace AgentPolicy.Language;

/// <summary>
/// SipHash-1-3 with a key drawn once a process, so that whoever chooses the texts cannot choose which of them collide.
/// Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012).
/// </summary>
internal ref struct KeyedHash
{
    private const int UnitsPerWord = 4;

    private static readonly ulong s_key0 = RandomKey();
    private static readonly ulong s_key1 = RandomKey();

    private ulong _v0;
    private ulong _v1;
    private ulong _v2;
    private ulong _v3;

    private KeyedHash(ulong key0, ulong key1)
    {
        _v0 = key0 ^ 0x736f6d6570736575;
        _v1 = key1 ^ 0x646f72616e646f6d;
        _v2 = key0 ^ 0x6c7967656e657261;
        _v3 = key1 ^ 0x7465646279746573;
    }

    public static KeyedHash Start() => new(s_key0, s_key1);

    public void Add(ulong word)
    {
        _v3 ^= word;
        Round();
        _v0 ^= word;
    }

    /// <summary>Adds a text by its UTF-16 code units, whatever form it lies in.</summary>
    public void Add(scoped TextView text)
    {
        var word = 0UL;
        var length = 0;
        if (text.IsUtf8)
        {
            var reader = new Utf8Reader(text.Utf8);
            while (reader.TryRead(out var unit))
                AddUnit(unit, ref word, ref length);
        }
        else
        {
            var units = text.Utf16;
            for (; BitConverter.IsLittleEndian && units.Length - length >= UnitsPerWord; length += UnitsPerWord)
                Add(MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(units.Slice(length, UnitsPerWord))));
            while (length < units.Length)
                AddUnit(units[length], ref word, ref length);
        }

        Add(word);
        Add((ulong)length);
    }

    public ulong Finish()
    {
        _v2 ^= 0xFF;
        Round();
        Round();
        Round();
        return _v0 ^ _v1 ^ _v2 ^ _v3;
    }

    private static ulong RandomKey() => BitConverter.ToUInt64(Guid.NewGuid().ToByteArray(), 0) ^ BitConverter.ToUInt64(Guid.NewGuid().ToByteArray(), 8);

    private static ulong Rotate(ulong value, int bits) => (value << bits) | (value >> (64 - bits));

    private void AddUnit(char unit, ref ulong word, ref int length)
    {
        word |= (ulong)unit << (16 * (length & (UnitsPerWord - 1)));
        if ((++length & (UnitsPerWord - 1)) != 0)
            return;
        Add(word);
        word = 0;
    }

    private void Round()
    {
        unchecked
        {
            _v0 += _v1;
            _v1 = Rotate(_v1, 13) ^ _v0;
            _v0 = Rotate(_v0, 32);
            _v2 += _v3;
            _v3 = Rotate(_v3, 16) ^ _v2;
            _v0 += _v3;
            _v3 = Rotate(_v3, 21) ^ _v0;
            _v2 += _v1;
            _v1 = Rotate(_v1, 17) ^ _v2;
            _v2 = Rotate(_v2, 32);
        }
    }
}
