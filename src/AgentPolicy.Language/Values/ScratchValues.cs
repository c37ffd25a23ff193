namespace AgentPolicy.Language;

/// <summary>The set that a set literal makes during a decision.</summary>
internal sealed class ScratchSet : SetSource, IScratchItem
{
    private PolicyValue[] _elements = new PolicyValue[8];
    private int _count;

    public override int Count => _count;

    public void Add(in PolicyValue element)
    {
        if (_count == _elements.Length)
            Array.Resize(ref _elements, _count * 2);
        _elements[_count++] = element;
    }

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Set = this;
        return reader;
    }

    public void Reset()
    {
        Array.Clear(_elements, 0, _count);
        _count = 0;
        if (_elements.Length > PolicyScratch.MaxPooledElements)
            _elements = new PolicyValue[8];
    }

    private sealed class Reader : SetReader
    {
        private int _next;

        public ScratchSet? Set { get; set; }

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _next < Set!._count;
            element = more ? Set._elements[_next++] : default;
            return more;
        }

        public override void Reset() => (Set, _next) = (null, 0);
    }
}

/// <summary>The record that a record literal makes during a decision. The parser has seen to it that no name stands twice.</summary>
internal sealed class ScratchRecord : RecordSource, IScratchItem
{
    private AttributeName[] _names = new AttributeName[8];
    private PolicyValue[] _values = new PolicyValue[8];
    private int _count;

    public override int Count => _count;

    public void Add(AttributeName name, in PolicyValue value)
    {
        if (_count == _names.Length)
        {
            Array.Resize(ref _names, _count * 2);
            Array.Resize(ref _values, _count * 2);
        }

        (_names[_count], _values[_count]) = (name, value);
        _count++;
    }

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_names[i].Equals(name))
                return _values[i];
        }

        return default;
    }

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Record = this;
        return reader;
    }

    public void Reset()
    {
        Array.Clear(_names, 0, _count);
        Array.Clear(_values, 0, _count);
        _count = 0;
        if (_names.Length > PolicyScratch.MaxPooledElements)
            (_names, _values) = (new AttributeName[8], new PolicyValue[8]);
    }

    private sealed class Reader : RecordReader
    {
        private int _next;

        public ScratchRecord? Record { get; set; }

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
        {
            var more = _next < Record!._count;
            (name, value) = more ? ((PolicyValue)Record._names[_next].Text, Record._values[_next]) : (default(PolicyValue), default(PolicyValue));
            _next++;
            return more;
        }

        public override void Reset() => (Record, _next) = (null, 0);
    }
}
